/**
 * The expression and template language: Jinja2 as Ansible's users know it, and strict Mustache.
 *
 * <p>{@link dev.play.template.TemplateCompiler} turns texts into {@link
 * dev.play.template.Compiled}; a {@link dev.play.template.Scope} gives them their variables.
 */
@NullMarked
package dev.play.template;

import org.jspecify.annotations.NullMarked;
