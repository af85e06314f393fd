package dev.landfall.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * A program of its own for the launcher: prints the names of Landfall's own classes as the JVM's class lists have them, for
 * the class data archive. That way no list of them has to be kept.
 */
public final class OwnClasses {
    private static final String OWN = "dev/landfall/";
    private static final String CLASS = ".class";

    private OwnClasses() {}

    /** @param arguments the jar with the program; the others are those of ours that its manifest names */
    public static void main(String[] arguments) throws IOException {
        Path program = Path.of(arguments[0]);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        print(program, out);
        for (String name : classPath(program).split(" ")) {
            if (name.startsWith("landfall-")) {
                print(program.resolveSibling(name), out);
            }
        }
    }

    private static String classPath(Path program) throws IOException {
        try (JarFile jar = new JarFile(program.toFile())) {
            Manifest manifest = jar.getManifest();
            String path = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return path == null ? "" : path;
        }
    }

    private static void print(Path file, PrintStream out) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith(OWN) && name.endsWith(CLASS))
                    .map(name -> name.substring(0, name.length() - CLASS.length()))
                    .forEach(out::println);
        }
    }
}
