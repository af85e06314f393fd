/** Values that settings are made of. */
@NullMarked
package dev.landfall.setting;

import org.jspecify.annotations.NullMarked;
