package dev.landfall.output;

/** Colours by meaning; leaves text as it is where they are not wanted. */
record Ink(boolean on) {
    static final Ink NONE = new Ink(false);

    String good(String text) {
        return paint("32", text);
    }

    String bad(String text) {
        return paint("31", text);
    }

    String doubtful(String text) {
        return paint("33", text);
    }

    String strong(String text) {
        return paint("1", text);
    }

    String faint(String text) {
        return paint("2", text);
    }

    private String paint(String code, String text) {
        return on && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
