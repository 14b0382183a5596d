/** The actions that need the run, not only a host: debug, set_fact, add_host, ... */
@NullMarked
package dev.play.run.action;

import org.jspecify.annotations.NullMarked;
