/**
 * Google's Identity-Aware Proxy for TCP, without gcloud: a WebSocket to a relay that connects to a
 * port of an instance. The protocol is Google's own (subprotocol relay.tunnel.cloudproxy.app),
 * known from the open source of the Google Cloud SDK.
 */
@NullMarked
package dev.play.cloud.gce.connect.iap;

import org.jspecify.annotations.NullMarked;
