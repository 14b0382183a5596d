/** What the apt modules share: package names, apt-get's command line, its simulation, its lists. */
@NullMarked
package dev.play.modules.system.apt;

import org.jspecify.annotations.NullMarked;
