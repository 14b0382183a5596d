package dev.play.modules.crypto.acme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.modules.crypto.openssl.PrivateKey;
import dev.play.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Held to the examples of RFC 7638, 3.1, and RFC 8555, 8.3, and to values that openssl made. */
class ChallengesTest {
  private static final String TOKEN = "evaGxfADs6pSRb2LAv9IZf17Dt3juxGJ-PCt92wr-oA";
  private static final String MODULUS =
      "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJEC"
          + "PebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2Q"
          + "vzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh"
          + "6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
  private static final String THUMBPRINT = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";

  private static Challenges ofOne(String type, String name, boolean wildcard, String kind) {
    return new Challenges(
        List.of(
            Value.dictOf(
                "status",
                "pending",
                "wildcard",
                wildcard,
                "identifier",
                Map.of("type", type, "value", name),
                "challenges",
                List.of(Map.of("type", kind, "token", TOKEN)))),
        THUMBPRINT);
  }

  @Test
  void aKeyIsKnownByItsThumbprint() {
    PrivateKey none = new PrivateKey(Optional.empty(), Optional.empty(), Optional.empty());
    Map<String, String> jwk = new TreeMap<>(Map.of("kty", "RSA", "n", MODULUS, "e", "AQAB"));
    assertThat(new AccountKey(none, "RS256", jwk).thumbprint()).isEqualTo(THUMBPRINT);
  }

  @Test
  void aWebServerShowsTokenAndThumbprint() {
    assertThat(ofOne("dns", "example.org", false, "http-01").data())
        .isEqualTo(
            Map.of(
                "example.org",
                Map.of(
                    "http-01",
                    Map.of(
                        "resource", ".well-known/acme-challenge/" + TOKEN,
                        "resource_value", TOKEN + "." + THUMBPRINT))));
  }

  @Test
  void aRecordShowsTheirDigest() {
    Challenges wild = ofOne("dns", "example.org", true, "dns-01");
    assertThat(wild.data()).containsOnlyKeys("*.example.org");
    assertThat(wild.records())
        .isEqualTo(
            Map.of(
                "_acme-challenge.example.org",
                List.of("ZTRx1Ckl1-tM05o5zaizTTA0yUy5AGereMgSNWC6Ll8")));
  }

  @Test
  void aCertificateForAnAddressIsAskedForByItsReverseName() {
    assertThat(ofOne("ip", "2001:db8::1", false, "tls-alpn-01").data().get("2001:db8::1"))
        .isEqualTo(
            Map.of(
                "tls-alpn-01",
                Map.of(
                    "resource",
                    "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
                    "resource_original",
                    "ip:2001:db8::1",
                    "resource_value",
                    "ZTRx1Ckl1+tM05o5zaizTTA0yUy5AGereMgSNWC6Ll8=")));
  }
}
