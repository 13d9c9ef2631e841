//! Tables with more empty cells than the parser fills in.

use chengshu_text::source::whole_lines;

/// How many cells the parser adds in one table to rows with fewer than the head (`pulldown-cmark` 0.13,
/// `MAX_AUTOCOMPLETED_CELLS`). Beyond, it loses its place, and text with it.
const MOST_EMPTY: usize = 1 << 18;

/// A table that has more.
pub struct Sparse {
    /// Where in the text the lines have their first `-` that may part its head from its rows.
    pub delimiters: Vec<usize>,
}

/// Finds the tables the parser would give up. Counts too many empty cells rather than too few: a table
/// goes to the next blank line at the latest, and cells part at each `|` that is not escaped.
pub fn find(text: &str) -> Vec<Sparse> {
    let mut found = Vec::new();
    let mut block = Block::default();
    for (at, line) in whole_lines(text) {
        let row = line.trim_start_matches([' ', '\t', '>']).trim_end();
        if row.is_empty() {
            found.extend(std::mem::take(&mut block).sparse());
        } else {
            block.add(row, at + line.find('-').unwrap_or(0));
        }
    }
    found.extend(block.sparse());
    found
}

/// Lines between two blank ones.
#[derive(Default)]
struct Block {
    /// Cells of each line.
    cells: Vec<usize>,
    columns: usize,
    delimiters: Vec<usize>,
}

impl Block {
    fn add(&mut self, row: &str, dash: usize) {
        let cells = cells(row);
        self.cells.push(cells);
        let is_delimiter = |row: &str| {
            let mut signs = row.bytes();
            row.contains('-') && signs.all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t'))
        };
        if cells > 1 && is_delimiter(row) {
            self.columns = self.columns.max(cells);
            self.delimiters.push(dash);
        }
    }

    fn sparse(self) -> Option<Sparse> {
        let empty = |cells: &usize| self.columns.saturating_sub(*cells);
        let delimiters = self.delimiters;
        (self.cells.iter().map(empty).sum::<usize>() > MOST_EMPTY).then_some(Sparse { delimiters })
    }
}

fn cells(row: &str) -> usize {
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = row.strip_suffix('|').unwrap_or(row).as_bytes();
    let parts = memchr::memchr_iter(b'|', row);
    1 + parts.filter(|&at| at == 0 || row[at - 1] != b'\\').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sparse_by_their_empty_cells() {
        let table = |columns: usize, rows: usize, row: &str, sign: &str| {
            let head =
                format!("{sign}|{}\n{sign}|{}\n", "a|".repeat(columns), "-|".repeat(columns));
            head + &format!("{sign}{row}\n").repeat(rows)
        };
        let full = format!("|{}", "a|".repeat(600));
        assert!(find(&table(600, 600, &full, "")).is_empty());
        assert!(find(&table(513, 512, "|a|", "")).is_empty());
        assert_eq!(find(&table(514, 512, "|a|", "")).len(), 1);
        assert_eq!(find(&table(600, 600, "a", "> ")).len(), 1);
        let two = table(600, 600, "a", "") + "\n" + &table(600, 600, "|a|b", "");
        let found = find(&two);
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|table| two[table.delimiters[0]..].starts_with("-|")));
    }
}
