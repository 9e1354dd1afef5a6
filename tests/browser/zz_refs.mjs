import { chromium } from 'playwright-core';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
const root = new URL('../../book/', import.meta.url).pathname;
const types = { html: 'text/html', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', wasm: 'application/wasm', woff2: 'font/woff2' };
const server = createServer(async (req, res) => {
  try { const p = decodeURIComponent(req.url.split(/[?#]/)[0]); const b = await readFile(root + p); res.setHeader('content-type', types[p.split('.').pop()] ?? 'application/octet-stream'); res.end(b); } catch { res.statusCode = 404; res.end(); }
}).listen(0);
const base = `http://localhost:${server.address().port}/`;
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium' });
for (const spec of process.argv.slice(2)) {
  const [page, width, scheme, full] = spec.split(',');
  const ctx = await browser.newContext({ viewport: { width: +width, height: 900 }, colorScheme: scheme });
  const p = await ctx.newPage();
  await p.goto(base + page);
  await p.waitForTimeout(500);
  const over = await p.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  console.log(spec, 'overflow', over);
  await p.screenshot({ path: `/tmp/shot-${page.replace(/[^a-z]/g, '_')}-${width}-${scheme}.png`, fullPage: full === 'full' });
  await ctx.close();
}
await browser.close(); server.close();
