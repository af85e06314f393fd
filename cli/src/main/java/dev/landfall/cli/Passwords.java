package dev.landfall.cli;

/** Keeps passwords that were typed where none belong out of messages. */
final class Passwords {
    private Passwords() {}

    static String hidden(String text) {
        return text.replaceAll("(://[^:/@\\s']*:)[^\\s']*@", "$1***@").replaceAll("(?i)(password=)[^&\\s']*", "$1***");
    }
}
