@NullMarked
package dev.play.modules.crypto;

import org.jspecify.annotations.NullMarked;
