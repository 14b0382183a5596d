/** What Google Cloud keeps: networks, machines and what goes with them, made and removed. */
@NullMarked
package dev.play.modules.gce;

import org.jspecify.annotations.NullMarked;
