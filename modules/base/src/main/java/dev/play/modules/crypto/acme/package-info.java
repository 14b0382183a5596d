/** Certificates from a CA that speaks ACME (RFC 8555). */
@NullMarked
package dev.play.modules.crypto.acme;

import org.jspecify.annotations.NullMarked;
