import com.adobe.epubcheck.tool.EpubChecker;

/**
 * Lets EPUBCheck look at many books in one virtual machine, whose start costs more than a book.
 *
 * <pre>java -cp epubcheck.jar EpubCheckAll.java [BOOK.epub REPORT.json]...</pre>
 *
 * <p>Works with EPUBCheck 4.2 and 5: each book goes through the front end of the command line.
 * What it found is in the reports; the exit status only says that each book was looked at.
 */
class EpubCheckAll {
    public static void main(String[] pairs) {
        for (int i = 0; i + 1 < pairs.length; i += 2) {
            new EpubChecker().run(new String[] {pairs[i], "--json", pairs[i + 1], "-q"});
        }
    }
}
