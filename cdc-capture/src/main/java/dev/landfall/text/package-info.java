/** MariaDB's character sets: bytes to characters, exactly as the server converts them or not at all. */
@NullMarked
package dev.landfall.text;

import org.jspecify.annotations.NullMarked;
