package dev.landfall.output;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import java.util.function.UnaryOperator;

/** Sentences with code between backticks, in the markup of a form; and plain text that means nothing in it. */
enum Prose {
    HTML(Escapers.HTML::escape, code -> "<code>" + Escapers.HTML.escape(code) + "</code>"),
    MARKDOWN(Prose::markdown, code -> "`" + code + "`");

    private final UnaryOperator<String> plain;
    private final UnaryOperator<String> code;

    Prose(UnaryOperator<String> plain, UnaryOperator<String> code) {
        this.plain = plain;
        this.code = code;
    }

    /** Text that was never meant as markup. */
    String plain(String text) {
        return plain.apply(text);
    }

    String of(String sentence) {
        StringBuilder text = new StringBuilder();
        String[] parts = sentence.split("`", -1);
        for (int i = 0; i < parts.length; i++) {
            text.append(i % 2 == 0 ? plain.apply(parts[i]) : code.apply(parts[i]));
        }
        return text.toString();
    }

    /** What a template puts around a sentence. */
    Mustache.Lambda section() {
        return (sentence, out) -> out.write(of(sentence.execute()));
    }

    /** Underscores stay as they are: within a word they are no markup, and people copy names. */
    private static String markdown(String text) {
        return text.replaceAll("([\\\\`*\\[\\]<>|])", "\\\\$1").replaceAll("\\s*\\R\\s*", " ");
    }
}
