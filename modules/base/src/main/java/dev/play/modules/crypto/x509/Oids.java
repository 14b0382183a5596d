package dev.play.modules.crypto.x509;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Names of object identifiers, as openssl and Ansible's users write them. */
public final class Oids {
  public static final String COMMON_NAME = "2.5.4.3";
  public static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
  public static final String KEY_USAGE = "2.5.29.15";
  public static final String SUBJECT_ALT_NAME = "2.5.29.17";
  public static final String BASIC_CONSTRAINTS = "2.5.29.19";
  public static final String NAME_CONSTRAINTS = "2.5.29.30";
  public static final String CRL_POINTS = "2.5.29.31";
  public static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
  public static final String EXTENDED_KEY_USAGE = "2.5.29.37";
  public static final String TLS_FEATURE = "1.3.6.1.5.5.7.1.24";
  public static final String AUTHORITY_ACCESS = "1.3.6.1.5.5.7.1.1";

  /** Attributes of names: long name, short name where there is one, identifier. */
  private static final String[][] ATTRIBUTES = {
    {"commonName", "CN", COMMON_NAME},
    {"surname", "SN", "2.5.4.4"},
    {"serialNumber", "", "2.5.4.5"},
    {"countryName", "C", "2.5.4.6"},
    {"localityName", "L", "2.5.4.7"},
    {"stateOrProvinceName", "ST", "2.5.4.8"},
    {"streetAddress", "street", "2.5.4.9"},
    {"organizationName", "O", "2.5.4.10"},
    {"organizationalUnitName", "OU", "2.5.4.11"},
    {"title", "", "2.5.4.12"},
    {"businessCategory", "", "2.5.4.15"},
    {"postalCode", "", "2.5.4.17"},
    {"givenName", "GN", "2.5.4.42"},
    {"name", "", "2.5.4.41"},
    {"initials", "", "2.5.4.43"},
    {"generationQualifier", "", "2.5.4.44"},
    {"x500UniqueIdentifier", "", "2.5.4.45"},
    {"dnQualifier", "", "2.5.4.46"},
    {"pseudonym", "", "2.5.4.65"},
    {"organizationIdentifier", "", "2.5.4.97"},
    {"userId", "UID", "0.9.2342.19200300.100.1.1"},
    {"domainComponent", "DC", "0.9.2342.19200300.100.1.25"},
    {"emailAddress", "email", "1.2.840.113549.1.9.1"},
    {"jurisdictionLocalityName", "jurisdictionL", "1.3.6.1.4.1.311.60.2.1.1"},
    {"jurisdictionStateOrProvinceName", "jurisdictionST", "1.3.6.1.4.1.311.60.2.1.2"},
    {"jurisdictionCountryName", "jurisdictionC", "1.3.6.1.4.1.311.60.2.1.3"},
  };

  /** Purposes: long name, short name, identifier. */
  private static final String[][] PURPOSES = {
    {"TLS Web Server Authentication", "serverAuth", "1.3.6.1.5.5.7.3.1"},
    {"TLS Web Client Authentication", "clientAuth", "1.3.6.1.5.5.7.3.2"},
    {"Code Signing", "codeSigning", "1.3.6.1.5.5.7.3.3"},
    {"E-mail Protection", "emailProtection", "1.3.6.1.5.5.7.3.4"},
    {"IPSec End System", "ipsecEndSystem", "1.3.6.1.5.5.7.3.5"},
    {"IPSec Tunnel", "ipsecTunnel", "1.3.6.1.5.5.7.3.6"},
    {"IPSec User", "ipsecUser", "1.3.6.1.5.5.7.3.7"},
    {"Time Stamping", "timeStamping", "1.3.6.1.5.5.7.3.8"},
    {"OCSP Signing", "OCSPSigning", "1.3.6.1.5.5.7.3.9"},
    {"dvcs", "DVCS", "1.3.6.1.5.5.7.3.10"},
    {"ipsec Internet Key Exchange", "ipsecIKE", "1.3.6.1.5.5.7.3.17"},
    {"SSH Client", "secureShellClient", "1.3.6.1.5.5.7.3.21"},
    {"SSH Server", "secureShellServer", "1.3.6.1.5.5.7.3.22"},
    {"Any Extended Key Usage", "anyExtendedKeyUsage", "2.5.29.37.0"},
    {"Signing KDC Response", "pkInitKDC", "1.3.6.1.5.2.3.5"},
    {"PKINIT Client Auth", "pkInitClientAuth", "1.3.6.1.5.2.3.4"},
    {"Microsoft Smartcard Login", "msSmartcardLogin", "1.3.6.1.4.1.311.20.2.2"},
    {"Microsoft Individual Code Signing", "msCodeInd", "1.3.6.1.4.1.311.2.1.21"},
    {"Microsoft Commercial Code Signing", "msCodeCom", "1.3.6.1.4.1.311.2.1.22"},
    {"Microsoft Trust List Signing", "msCTLSign", "1.3.6.1.4.1.311.10.3.1"},
    {"Microsoft Encrypted File System", "msEFS", "1.3.6.1.4.1.311.10.3.4"},
    {"Microsoft Server Gated Crypto", "msSGC", "1.3.6.1.4.1.311.10.3.3"},
    {"Netscape Server Gated Crypto", "nsSGC", "2.16.840.1.113730.4.1"},
    {"Biometric Info", "biometricInfo", "1.3.6.1.5.5.7.1.2"},
    {"qcStatements", "", "1.3.6.1.5.5.7.1.3"},
  };

  private static final Map<String, String> EXTENSIONS =
      Map.ofEntries(
          Map.entry(SUBJECT_KEY_IDENTIFIER, "subject key identifier"),
          Map.entry(KEY_USAGE, "key usage"),
          Map.entry(SUBJECT_ALT_NAME, "subject alternative name"),
          Map.entry(BASIC_CONSTRAINTS, "basic constraints"),
          Map.entry(NAME_CONSTRAINTS, "name constraints"),
          Map.entry(CRL_POINTS, "CRL distribution points"),
          Map.entry(AUTHORITY_KEY_IDENTIFIER, "authority key identifier"),
          Map.entry(EXTENDED_KEY_USAGE, "extended key usage"),
          Map.entry(TLS_FEATURE, "OCSP must staple"));

  private Oids() {}

  /** What people call an extension; dotted where it has no name here. */
  public static String extensionName(String oid) {
    return EXTENSIONS.getOrDefault(oid, oid);
  }

  /** Of an attribute of a name: by its names, or dotted. */
  public static Optional<String> attribute(String name) {
    return find(ATTRIBUTES, name);
  }

  /** Of a purpose, as extended_key_usage names it. */
  public static Optional<String> purpose(String name) {
    return find(PURPOSES, name);
  }

  private static Optional<String> find(String[][] table, String name) {
    if (name.matches("[0-2](\\.(0|[1-9][0-9]{0,30})){1,40}")) {
      return Optional.of(name);
    }
    for (String[] row : table) {
      if (!name.isEmpty()
          && (row[0].toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))
              || row[1].toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))) {
        return Optional.of(row[2]);
      }
    }
    return Optional.empty();
  }

  /** Long name of an attribute; dotted where it has none. */
  public static String attributeName(String oid) {
    return names(ATTRIBUTES, 0).getOrDefault(oid, oid);
  }

  /** Short name of an attribute; empty where it has none. */
  static Optional<String> attributeLetters(String oid) {
    return Optional.ofNullable(names(ATTRIBUTES, 1).get(oid)).filter(n -> n.matches("[A-Z]+"));
  }

  /** Long name of a purpose; dotted where it has none. */
  public static String purposeName(String oid) {
    return names(PURPOSES, 0).getOrDefault(oid, oid);
  }

  private static Map<String, String> names(String[][] table, int column) {
    Map<String, String> out = new LinkedHashMap<>();
    for (String[] row : table) {
      out.put(row[2], row[column]);
    }
    return out;
  }
}
