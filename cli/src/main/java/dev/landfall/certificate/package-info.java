/** The migration certificate: when one may be issued, how it is signed, and whether one is still what was signed. Takes a verification and a key, gives text with a signature, or says why not. Decides nothing about rows, asks no server. */
@NullMarked
package dev.landfall.certificate;

import org.jspecify.annotations.NullMarked;
