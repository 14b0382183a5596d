/** What keys, requests and certificates hold: read and written without any tool. */
@NullMarked
package dev.play.modules.crypto.x509;

import org.jspecify.annotations.NullMarked;
