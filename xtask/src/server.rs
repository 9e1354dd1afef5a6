//! The HTTP side of `cargo xtask serve`: files, and one message to each page.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use axum::Router;
use axum::extract::ws::{Message, WebSocketUpgrade};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use tokio::sync::broadcast::{Receiver, Sender};
use tower_http::services::{ServeDir, ServeFile};

use crate::book::RELOAD;
use crate::failure::{Failure, Result};

/// The pages that are shown, and who wants to hear of new ones.
pub struct Shown {
    folder: RwLock<PathBuf>,
    news: Sender<()>,
}

impl Shown {
    /// Shows what is in this folder.
    pub fn new(folder: PathBuf) -> Self {
        Self {
            folder: RwLock::new(folder),
            news: Sender::new(1),
        }
    }

    /// The folder of the last good build.
    pub fn folder(&self) -> PathBuf {
        let folder = self.folder.read().unwrap_or_else(PoisonError::into_inner);
        folder.clone()
    }

    /// Ends a page's wait when there is something new.
    pub fn subscribe(&self) -> Receiver<()> {
        self.news.subscribe()
    }

    /// Shows another folder from now on.
    pub fn set(&self, folder: &Path) {
        let mut shown = self.folder.write().unwrap_or_else(PoisonError::into_inner);
        shown.clone_from(&folder.to_owned());
    }

    /// Tells every page that there is something new.
    pub fn tell(&self) {
        // An error only says that nobody listens.
        let _ = self.news.send(());
    }
}

/// Serves in a thread of its own, for as long as the program runs.
pub fn start(listener: TcpListener, shown: Arc<Shown>) -> Result<()> {
    let failed = |e| Failure::failed(format!("cannot serve the book: {e}"));
    listener.set_nonblocking(true).map_err(failed)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(failed)?;
    let router = Router::new()
        .route(&format!("/{RELOAD}"), any(reload))
        .fallback(page)
        .with_state(shown);
    std::thread::spawn(move || {
        let served = runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            axum::serve(listener, router).await
        });
        if let Err(cause) = served {
            eprintln!("error: the server stopped: {cause}");
        }
    });
    Ok(())
}

async fn page(State(shown): State<Arc<Shown>>, request: Request) -> Response {
    let folder = shown.folder();
    let missing = ServeFile::new(folder.join("404.html"));
    let mut files = ServeDir::new(&folder).not_found_service(missing);
    let mut response = match files.try_call(request).await {
        Ok(response) => response.into_response(),
        Err(cause) => (StatusCode::INTERNAL_SERVER_ERROR, cause.to_string()).into_response(),
    };
    // What the browser keeps would outlive the next change.
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn reload(State(shown): State<Arc<Shown>>, page: WebSocketUpgrade) -> Response {
    let mut news = shown.subscribe();
    page.on_upgrade(async move |mut page| {
        // mdBook's page reloads at this word, and connects anew.
        if news.recv().await.is_ok() {
            let _ = page.send(Message::text("reload")).await;
        }
    })
}
