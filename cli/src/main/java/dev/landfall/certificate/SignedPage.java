package dev.landfall.certificate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A certificate as an HTML page: the last line is a comment with the signature over every byte before it. */
public final class SignedPage {
    private static final Pattern LAST_LINE =
            Pattern.compile("<!-- landfall-certificate/1 Ed25519 ([A-Za-z0-9+/=]+) ([A-Za-z0-9+/=]+) -->\n");

    private SignedPage() {}

    /** @param page ends with a line break @return what the file holds */
    public static String sign(String page, CertificateKey key) {
        if (!page.endsWith("\n")) {
            throw new IllegalArgumentException("the page does not end with a line break");
        }
        Seal seal = Seal.of(page.getBytes(StandardCharsets.UTF_8), key);
        return page + "<!-- " + Certificate.FORMAT + " " + CertificateKey.ALGORITHM + " " + seal.publicKey() + " "
                + seal.value() + " -->\n";
    }

    /** @throws NotValidException when a byte of the file is not as it was signed, or it was signed with another key */
    public static void check(byte[] file, CertificateKey key) throws NotValidException {
        int start = lastLine(file);
        String line = new String(file, start, file.length - start, StandardCharsets.ISO_8859_1);
        Matcher matcher = LAST_LINE.matcher(line);
        if (!matcher.matches()) {
            throw new NotValidException("its last line is no signature");
        }
        new Seal(matcher.group(1), matcher.group(2)).require(Arrays.copyOf(file, start), key);
    }

    /** Where it begins. */
    private static int lastLine(byte[] file) {
        int start = Math.max(0, file.length - 1);
        while (start > 0 && file[start - 1] != '\n') {
            start--;
        }
        return start;
    }
}
