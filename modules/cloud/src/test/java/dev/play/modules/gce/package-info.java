@NullMarked
package dev.play.modules.gce;

import org.jspecify.annotations.NullMarked;
