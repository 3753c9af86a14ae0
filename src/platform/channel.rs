//! Words between the tabs of one browser. A tab does not hear itself.

use wasm_bindgen::JsCast;
use web_sys::{BroadcastChannel, MessageEvent};

use super::dynamic::error_name;
use super::listener::Listener;

/// The browser gives this page no channel, or the message could not be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelError {
    /// The name of the browser's error.
    pub name: String,
}

/// An open channel; dropping it closes it.
pub struct Channel {
    channel: BroadcastChannel,
    _listener: Listener,
}

impl Channel {
    /// Joins the channel `name`.
    ///
    /// # Errors
    /// [`ChannelError`].
    pub fn open(name: &str, on_text: impl Fn(String) + 'static) -> Result<Self, ChannelError> {
        let channel = BroadcastChannel::new(name).map_err(|error| ChannelError { name: error_name(&error) })?;
        let listener = Listener::new(&channel, "message", move |event| {
            let text = event.dyn_ref::<MessageEvent>().and_then(|message| message.data().as_string());
            if let Some(text) = text {
                on_text(text);
            }
        });
        Ok(Self { channel, _listener: listener })
    }

    /// Sends a text to every other tab.
    ///
    /// # Errors
    /// [`ChannelError`].
    pub fn send(&self, text: &str) -> Result<(), ChannelError> {
        self.channel.post_message(&text.into()).map_err(|error| ChannelError { name: error_name(&error) })
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.close();
    }
}
