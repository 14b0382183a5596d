@NullMarked
package dev.play.modules.crypto.acme;

import org.jspecify.annotations.NullMarked;
