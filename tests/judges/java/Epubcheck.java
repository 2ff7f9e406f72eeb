// Runs epubcheck on any number of books in one JVM and gives a verdict on each:
// a book passes when epubcheck has nothing to say of it, of any severity. Two
// usage messages are let through: CSS-028 only tells that a font is embedded,
// OPF-097 of a cover only that it is no page, as Kindle wants it.
// usage: Epubcheck FILE.epub…          exit 0 when all pass, 1 otherwise

import com.adobe.epubcheck.tool.EpubChecker;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

public class Epubcheck {
    private static final PrintStream OUT = System.out;

    public static void main(String[] files) throws IOException {
        // epubcheck tells its progress on both streams, whatever it is asked.
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        System.setErr(System.out);
        int status = files.length == 0 ? 2 : 0;
        for (String file : files) {
            List<String> findings = findings(file);
            OUT.println((findings.isEmpty() ? "PASS" : "FAIL") + " epubcheck " + file);
            findings.forEach(finding -> OUT.println("    " + finding));
            if (!findings.isEmpty()) {
                status = 1;
            }
        }
        System.exit(status);
    }

    private static List<String> findings(String file) throws IOException {
        if (!Files.isRegularFile(Path.of(file))) {
            return List.of("there is no such file");
        }
        Path report = Files.createTempFile("epubcheck", ".json");
        try {
            int code = new EpubChecker().run(new String[] {
                "--profile", "default", "--failonwarnings", "-u", "-q", "-j", report.toString(), file });
            List<String> findings = read(report, cover(file));
            if (code != 0 && findings.isEmpty()) {
                findings.add("epubcheck ended with " + code + " and no message");
            }
            return findings;
        } catch (IOException | RuntimeException failure) {
            return List.of("epubcheck gave no report: " + failure);
        } finally {
            Files.delete(report);
        }
    }

    // How epubcheck names the cover of a book of ours; an empty string where there is none.
    private static String cover(String file) throws IOException {
        try (ZipFile book = new ZipFile(file)) {
            ZipEntry entry = book.getEntry("EPUB/package.opf");
            String text = entry == null ? "" : new String(book.getInputStream(entry).readAllBytes(), "UTF-8");
            Matcher item = Pattern.compile("href=\"([^\"]+)\"[^>]* properties=\"cover-image\"").matcher(text);
            return item.find() ? "\"EPUB/" + item.group(1) + "\"" : "";
        } catch (ZipException broken) {
            return "";
        }
    }

    private static boolean letThrough(String id, String text, String cover) {
        return id.equals("CSS-028") || (id.equals("OPF-097") && !cover.isEmpty() && text.contains(cover));
    }

    private static List<String> read(Path report, String cover) throws IOException {
        JsonNode tree = new ObjectMapper().readTree(report.toFile());
        if (!tree.path("checker").path("nError").isInt()) {
            throw new IOException("its report is empty");
        }
        List<String> findings = new ArrayList<>();
        for (JsonNode message : tree.path("messages")) {
            String id = message.path("ID").asText();
            String severity = message.path("severity").asText();
            String text = message.path("message").asText().strip();
            if (!(severity.equals("USAGE") && letThrough(id, text, cover))) {
                findings.add(severity + " " + id + " " + place(message) + text);
            }
        }
        return findings;
    }

    // Where the message points first, and how many more places it names.
    private static String place(JsonNode message) {
        JsonNode first = message.path("locations").path(0);
        if (first.isMissingNode()) {
            return "";
        }
        int more = message.path("locations").size() - 1 + message.path("additionalLocations").asInt();
        return first.path("path").asText() + ":" + first.path("line") + ":" + first.path("column")
            + (more > 0 ? " (and " + more + " more)" : "") + ": ";
    }
}
