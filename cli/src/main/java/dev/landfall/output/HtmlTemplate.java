package dev.landfall.output;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The HTML reports: one file each, without scripts and without anything to load from elsewhere. Every value is escaped,
 * and a value that a template names and nobody gives is an error.
 */
final class HtmlTemplate {
    private HtmlTemplate() {}

    static String fill(String name, Map<String, Object> values) {
        return Mustache.compiler()
                .withLoader(HtmlTemplate::open)
                .loadTemplate(name)
                .execute(values);
    }

    private static Reader open(String name) {
        return resource(name + ".mustache");
    }

    /** A text of this package. */
    static Reader resource(String file) {
        InputStream text = HtmlTemplate.class.getResourceAsStream(file);
        if (text == null) {
            throw new UncheckedIOException(new IOException("there is no resource " + file));
        }
        return new InputStreamReader(text, StandardCharsets.UTF_8);
    }
}
