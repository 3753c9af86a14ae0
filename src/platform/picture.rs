//! A chart of the page as a picture: its shapes with the colours that they have on the screen.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;

use super::{files, number};

/// What of a shape's look is written into the picture.
const LOOKS: [&str; 9] = [
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-opacity",
    "font-size",
    "font-family",
    "font-weight",
];

/// A picture is drawn so many times larger than the chart's own units, so that it is sharp on paper.
const SHARPNESS: f64 = 3.0;

/// Hands the chart of an element to the person, as SVG or as PNG, named `name`.
pub fn save(id: &str, name: &'static str, png: bool) {
    let Some(svg) = web_sys::window().and_then(|window| window.document()?.get_element_by_id(id)) else { return };
    let Some((text, width, height)) = svg_text(&svg) else { return };
    if !png {
        let _ = files::download(&format!("{name}.svg"), "image/svg+xml", text.as_bytes());
        return;
    }
    spawn_local(async move {
        if let Ok(bytes) = png_of(&text, width, height).await {
            let _ = files::download(&format!("{name}.png"), "image/png", &bytes);
        }
    });
}

/// The chart as a text of its own, and its size.
fn svg_text(svg: &Element) -> Option<(String, f64, f64)> {
    let window = web_sys::window()?;
    let size = svg.get_attribute("viewBox")?;
    let mut parts = size.split(' ').skip(2).filter_map(number::read);
    let (width, height) = (parts.next()?, parts.next()?);
    let paper = window.get_computed_style(&svg.closest("section").ok()??).ok()??;
    let paper = paper.get_property_value("background-color").unwrap_or_default();
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{size}\" width=\"{width}\" height=\"{height}\">\
         <rect width=\"100%\" height=\"100%\" fill=\"{paper}\"/>"
    );
    let children = svg.children();
    for shape in (0..children.length()).filter_map(|at| children.item(at)) {
        let style = window.get_computed_style(&shape).ok()??;
        let name = shape.tag_name();
        out.push('<');
        out.push_str(&name);
        for attribute in ["x", "y", "width", "height", "x1", "y1", "x2", "y2", "d", "cx", "cy", "r", "text-anchor"] {
            if let Some(value) = shape.get_attribute(attribute) {
                push_attribute(&mut out, attribute, &value);
            }
        }
        for look in LOOKS {
            let value = style.get_property_value(look).unwrap_or_default();
            if !value.is_empty() && value != "none" || look == "fill" {
                push_attribute(&mut out, look, &value);
            }
        }
        out.push('>');
        push_escaped(&mut out, &shape.text_content().unwrap_or_default());
        out.push_str("</");
        out.push_str(&name);
        out.push('>');
    }
    out.push_str("</svg>");
    Some((out, width, height))
}

fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_escaped(out, value);
    out.push('"');
}

fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
}

/// Calls a method by its name: a picture is saved too seldom for bindings of its own.
fn call(object: &JsValue, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(object, &name.into())?.dyn_into()?;
    method.apply(object, &arguments.iter().collect())
}

async fn png_of(text: &str, width: f64, height: f64) -> Result<Vec<u8>, JsValue> {
    let document: JsValue = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?.into();
    let image = call(&document, "createElement", &["img".into()])?;
    let address = format!("data:image/svg+xml;charset=utf-8,{}", js_sys::encode_uri_component(text));
    Reflect::set(&image, &"src".into(), &address.into())?;
    JsFuture::from(call(&image, "decode", &[])?.dyn_into::<Promise>()?).await?;
    let canvas = call(&document, "createElement", &["canvas".into()])?;
    let (width, height) = (width * SHARPNESS, height * SHARPNESS);
    Reflect::set(&canvas, &"width".into(), &width.into())?;
    Reflect::set(&canvas, &"height".into(), &height.into())?;
    let context = call(&canvas, "getContext", &["2d".into()])?;
    call(&context, "drawImage", &[image, 0.into(), 0.into(), width.into(), height.into()])?;
    let promise = Promise::new(&mut |resolve, reject| {
        let _ = call(&canvas, "toBlob", &[resolve.into()]).map_err(|error| reject.call1(&JsValue::NULL, &error));
    });
    let blob = JsFuture::from(promise).await?;
    let buffer = JsFuture::from(call(&blob, "arrayBuffer", &[])?.dyn_into::<Promise>()?).await?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}
