//! Findings of preparing pictures.

use chengshu_text::codes;

codes! {
    CONVERTED: Info "CS1101", "a picture was converted",
        "Pictures in a book are JPEG, PNG or GIF of at most 1.5 megabytes, with no more pixels \
         than a screen of 1600 by 2560. WebP and BMP become JPEG or PNG, SVG is drawn, rotated \
         pictures are turned upright, large ones are made smaller, and animations keep their first \
         frame. Other pictures keep their encoded pixels and their colour profile, and lose \
         invisible data: place and camera, comments, thumbnails and bytes after their end. The \
         original file is not changed.";
    EXTERNAL_REFERENCE: Warning "CS1102", "an SVG refers to another file, which was left out",
        "A picture is drawn from its own file alone. Other files and web addresses are not \
         fetched, so that a book never depends on the network or on files elsewhere. Embed the \
         picture in the SVG as data.";
    NO_GLYPH: Warning "CS1103", "text in an SVG is in no font of this machine",
        "An SVG is drawn with the fonts of this machine. None of them has these characters, so the \
         picture lacks them. Install a font (for Chinese: `sudo apt install fonts-noto-cjk`, `brew \
         install --cask font-noto-serif-cjk-sc`, or on Windows the optional feature “Chinese \
         (Simplified) Supplemental Fonts”), or turn text into paths when you save the SVG.";
}
