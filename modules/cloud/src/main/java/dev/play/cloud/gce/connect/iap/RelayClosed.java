package dev.play.cloud.gce.connect.iap;

/** Why a relay closes a WebSocket: its codes, and what they say to an operator. */
enum RelayClosed {
  NORMAL(1000, false, "the host closed the connection"),
  SID_UNKNOWN(4001, false, "the relay no longer knows the connection"),
  SID_IN_USE(4002, true, "the relay still has the old connection"),
  BACKEND(
      4003,
      false,
      "the relay cannot connect to %1$s: nothing listens there, or no firewall rule of its network"
          + " lets 35.235.240.0/20 in (gcloud compute firewall-rules create allow-iap"
          + " --project=%2$s --source-ranges=35.235.240.0/20 --allow=tcp:%3$d)"),
  REAUTHENTICATE(4004, true, "the relay wants a new token"),
  BAD_ACK(4005, false, "the relay says that what it was told to have been received is wrong"),
  INVALID_ACK(4006, false, "the relay says that an acknowledgement is wrong"),
  INVALID_OPCODE(4007, false, "the relay says that a message was no binary one"),
  INVALID_TAG(4008, false, "the relay does not know a message"),
  WRITE_FAILED(4009, false, "the relay could not send to %1$s: the host has closed the connection"),
  READ_FAILED(
      4010, false, "the relay could not read from %1$s: the host has closed the connection"),
  INVALID_DATA(4013, false, "the relay says that data was wrong"),
  NOT_AUTHORIZED(
      4033,
      false,
      "you may not reach %1$s through IAP: grant iap.tunnelInstances.accessViaIAP"
          + " (roles/iap.tunnelResourceAccessor) on it"),
  LOOKUP_FAILED(
      4047,
      false,
      "the relay does not find %1$s: is there such an instance, does it run, and has it that"
          + " interface?"),
  LOOKUP_FAILED_AGAIN(4051, true, "the relay does not find %1$s at the moment"),
  OTHER(-1, true, "the relay dropped the connection to %1$s");

  private final int code;
  private final boolean mayBeTriedAgain;
  private final String words;

  RelayClosed(int code, boolean mayBeTriedAgain, String words) {
    this.code = code;
    this.mayBeTriedAgain = mayBeTriedAgain;
    this.words = words;
  }

  static RelayClosed of(int code) {
    for (RelayClosed known : values()) {
      if (known.code == code) {
        return known;
      }
    }
    return OTHER;
  }

  /** Whether another WebSocket may go on where this one ended. */
  boolean mayBeTriedAgain() {
    return mayBeTriedAgain;
  }

  /**
   * For an operator.
   *
   * @param reason what the relay says itself, may be empty
   */
  String told(IapTarget target, int code, String reason) {
    String said = reason.isBlank() ? "" : ": " + reason.strip();
    return words.formatted(target, target.project(), target.port()) + " (" + code + said + ")";
  }
}
