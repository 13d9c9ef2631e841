//! stub
use crate::diag::Sink;
use crate::model::cover::{Cover, CoverText};
/// stub
pub struct Fonts;
/// stub
#[derive(Debug)]
pub struct CoverError;
impl std::fmt::Display for CoverError { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str("stub") } }
/// stub
pub mod diag { use crate::diag::{Code, Severity}; 
/// stub
pub const CODES: &[&Code] = &[]; 
/// stub
pub const NOT_DRAWN: Code = Code { id: "CS0699", severity: Severity::Error, title: "", explanation: "" }; }
/// stub
pub fn draw(_: &CoverText, _: &Fonts, _: &mut Sink) -> Result<Cover, CoverError> { 
 let mut bytes = Vec::new(); let img = image::RgbImage::from_pixel(1600,2560,image::Rgb([30,60,90])); img.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Png).unwrap();
 Ok(Cover{bytes, media_type: crate::model::package::MediaType::Png, width:1600,height:2560}) }
/// stub
pub fn artwork(_: &[u8], _: &str, _: &Fonts, _: &mut Sink) -> Result<Cover, CoverError> { Err(CoverError) }
