package dev.play.host;

/**
 * How a command ended.
 *
 * @param status exit status; 128+n for signal n, 127 where there is no such command
 */
public record CommandOutput(int status, Blob stdout, Blob stderr) {
  public boolean ok() {
    return status == 0;
  }

  public String out() {
    return stdout.text();
  }

  public String err() {
    return stderr.text();
  }
}
