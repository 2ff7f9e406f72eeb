// Runs epubcheck on any number of books in one JVM and gives a verdict on each:
// a book passes when epubcheck has nothing to say of it, of any severity. One
// usage message is let through: CSS-028 only tells that a font is embedded.
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
            List<String> findings = read(report);
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

    private static List<String> read(Path report) throws IOException {
        JsonNode tree = new ObjectMapper().readTree(report.toFile());
        if (!tree.path("checker").path("nError").isInt()) {
            throw new IOException("its report is empty");
        }
        List<String> findings = new ArrayList<>();
        for (JsonNode message : tree.path("messages")) {
            String id = message.path("ID").asText();
            String severity = message.path("severity").asText();
            if (!(id.equals("CSS-028") && severity.equals("USAGE"))) {
                findings.add(severity + " " + id + " " + place(message) + message.path("message").asText().strip());
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
