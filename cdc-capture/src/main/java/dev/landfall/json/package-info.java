/** Values of ours as JSON text and back; the JSON library stops here. */
@NullMarked
package dev.landfall.json;

import org.jspecify.annotations.NullMarked;
