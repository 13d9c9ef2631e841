//! A book with a picture of every kind, and the cover command.

use std::fs;
use std::path::Path;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, RgbaImage};

use crate::book;

fn gradient(width: u32, height: u32) -> DynamicImage {
    DynamicImage::from(RgbImage::from_fn(width, height, |x, y| {
        Rgb([u8::try_from(x % 256).unwrap(), u8::try_from(y % 256).unwrap(), 90])
    }))
}

fn save(folder: &Path, name: &str, image: &DynamicImage, format: ImageFormat) {
    image.save_with_format(folder.join(name), format).unwrap();
}

#[test]
fn every_kind_of_picture_is_in_the_book_as_what_readers_show() {
    let base = tempfile::tempdir().unwrap();
    let folder = base.path().join("kinds");
    fs::create_dir(&folder).unwrap();
    let clear = DynamicImage::from(RgbaImage::new(50, 40));
    save(&folder, "a.jpg", &gradient(300, 200), ImageFormat::Jpeg);
    save(&folder, "b.png", &clear, ImageFormat::Png);
    save(&folder, "c.gif", &clear, ImageFormat::Gif);
    save(&folder, "d.webp", &gradient(300, 200), ImageFormat::WebP);
    save(&folder, "e.bmp", &gradient(3000, 2000), ImageFormat::Bmp);
    // The name says one thing, the content another.
    save(&folder, "f.png", &clear, ImageFormat::WebP);
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='60'>\
        <text y='40'>H</text><rect width='9' height='9'/></svg>";
    fs::write(folder.join("g.svg"), svg).unwrap();
    let names = ["a.jpg", "b.png", "c.gif", "d.webp", "e.bmp", "f.png", "g.svg"];
    let shown = names.map(|name| format!("![一张图]({name})")).join("\n\n");
    let text = format!("图都在这里。\n\n{shown}\n\n{shown}\n");
    fs::write(folder.join("01.md"), text).unwrap();
    let output = book::run(base.path(), &["compile", "kinds", "-o", "out"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let files = book::open(&base.path().join("out/kinds.epub"), "pictures");
    let images: Vec<&str> = files
        .keys()
        .filter_map(|name| name.split_once("images/"))
        .map(|(_, name)| name.rsplit('-').next().unwrap())
        .filter(|name| !name.starts_with("cover"))
        .collect();
    assert_eq!(images, ["1.jpg", "2.png", "3.gif", "4.jpg", "5.jpg", "6.png", "7.png"]);
    for (name, bytes) in &files {
        assert!(!name.contains("images/") || bytes.len() <= 1_500_000, "{name}");
    }
    let kept = |ending: &str| files.iter().find(|(name, _)| name.ends_with(ending)).unwrap().1;
    assert_eq!(*kept("-1.jpg"), fs::read(folder.join("a.jpg")).unwrap());
    assert_eq!(*kept("-3.gif"), fs::read(folder.join("c.gif")).unwrap());
}

#[test]
fn the_cover_command_draws_what_is_asked_for() {
    let base = tempfile::tempdir().unwrap();
    let folder = base.path().join("talks");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("01.md"), "一段。\n").unwrap();
    let run = |arguments: &[&str]| {
        let output = book::run(base.path(), arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let size = |path: &str| image::image_dimensions(base.path().join(path)).unwrap();
    run(&["cover", "talks", "--thumbnail"]);
    assert_eq!(size("out/talks.png"), (1600, 2560));
    assert_eq!(size("out/talks-thumbnail.png"), (120, 192));
    run(&["cover", "talks", "--design", "tiles", "-o", "one.png"]);
    assert_eq!(size("one.png"), (1600, 2560));
    run(&["cover", "talks", "--all", "-o", "each"]);
    assert_eq!(fs::read_dir(base.path().join("each")).unwrap().count(), 5);
    save(&folder, "front.webp", &gradient(900, 1350), ImageFormat::WebP);
    let settings = "cover: front.webp\ncover-text: title\n";
    fs::write(folder.join("book.yaml"), settings).unwrap();
    run(&["cover", "talks", "-o", "given"]);
    assert_eq!(size("given/talks.jpg"), (843, 1350));
    fs::write(folder.join("book.yaml"), "cover-design: labl\n").unwrap();
    let output = book::run(base.path(), &["cover", "talks"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("CS0611") && said.contains("did you mean `label`?"), "{said}");
}

#[test]
fn paths_of_sites_and_of_windows_lead_to_pictures() {
    let base = tempfile::tempdir().unwrap();
    let base = base.path();
    for folder in ["in/图", "in/一"] {
        fs::create_dir_all(base.join(folder)).unwrap();
    }
    save(&base.join("in/图"), "a.png", &gradient(40, 30), ImageFormat::Png);
    let text = "![甲](/图/a.png)\n\n![乙](..\\图\\a.png)\n\n![丙](..%2F图/a.png =20x10)\n";
    fs::write(base.join("in/一/1.md"), text).unwrap();
    let output = book::run(base, &["compile", "in", "-o", "out", "--no-cache", "--verbose"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!said.contains("CS0502"), "{said}");
}
