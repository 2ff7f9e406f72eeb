// Runs the veraPDF engine on any number of files in one JVM and gives a verdict
// on each file and flavour.
// usage: Verapdf FLAVOUR[,FLAVOUR] FILE.pdf…    flavours: 2a, ua1, and all that veraPDF knows
// exit 0 when all pass, 1 when one fails, 2 for wrong usage

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

public class Verapdf {
    public static void main(String[] words) {
        if (words.length < 2) {
            usage("verapdf FLAVOUR[,FLAVOUR] FILE.pdf…");
        }
        List<PDFAFlavour> flavours = new ArrayList<>();
        for (String name : words[0].split(",")) {
            PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
            if (flavour == PDFAFlavour.NO_FLAVOUR) {
                usage("veraPDF knows no flavour " + name);
            }
            flavours.add(flavour);
        }
        VeraGreenfieldFoundryProvider.initialise();
        int status = 0;
        for (String file : List.of(words).subList(1, words.length)) {
            for (PDFAFlavour flavour : flavours) {
                List<String> findings = findings(Path.of(file), flavour);
                System.out.println((findings.isEmpty() ? "PASS" : "FAIL")
                    + " verapdf-" + flavour.getId() + " " + file);
                findings.forEach(finding -> System.out.println("    " + finding));
                if (!findings.isEmpty()) {
                    status = 1;
                }
            }
        }
        System.exit(status);
    }

    private static void usage(String message) {
        System.err.println(message);
        System.exit(2);
    }

    // A file that cannot be parsed makes the engine throw whatever it likes.
    private static List<String> findings(Path file, PDFAFlavour flavour) {
        try (InputStream bytes = Files.newInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(bytes, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            return broken(validator.validate(parser));
        } catch (Exception | StackOverflowError failure) {
            return List.of("cannot be read: " + failure);
        }
    }

    // The rules that were broken, each with its first place.
    private static List<String> broken(ValidationResult result) {
        List<String> findings = new ArrayList<>();
        for (Map.Entry<RuleId, Integer> rule : result.getFailedChecks().entrySet()) {
            RuleId id = rule.getKey();
            findings.add(id.getSpecification().getId() + " " + id.getClause() + "-" + id.getTestNumber()
                + ", " + rule.getValue() + " times: " + example(result, id));
        }
        if (result.getTotalAssertions() == 0) {
            findings.add("nothing was checked");
        }
        if (!result.isCompliant() && findings.isEmpty()) {
            findings.add("does not conform, and veraPDF names no rule");
        }
        return findings;
    }

    private static String example(ValidationResult result, RuleId rule) {
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED && assertion.getRuleId().equals(rule)) {
                return assertion.getMessage() + " at " + assertion.getLocation().getContext();
            }
        }
        return "no example";
    }
}
