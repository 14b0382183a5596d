@NullMarked
package dev.play.modules.net;

import org.jspecify.annotations.NullMarked;
