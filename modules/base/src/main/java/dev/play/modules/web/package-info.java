/** Modules for web servers. */
@NullMarked
package dev.play.modules.web;

import org.jspecify.annotations.NullMarked;
