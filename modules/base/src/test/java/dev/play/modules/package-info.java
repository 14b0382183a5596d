/** What holds for the modules of all packages. */
@org.jspecify.annotations.NullMarked
package dev.play.modules;
