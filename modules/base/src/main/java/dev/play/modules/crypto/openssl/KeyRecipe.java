package dev.play.modules.crypto.openssl;

/** How openssl makes keys. */
public final class KeyRecipe {
  /**
   * $1 kind or {@code convert}, $2 bits or curve, $3 not empty for the traditional format, $4 not
   * empty to tell the key.
   */
  public static final String MAKE =
      """
      make() {
        case $1 in
          RSA) openssl genpkey -algorithm RSA -pkeyopt "rsa_keygen_bits:$2" 2>"$work/err" ;;
          DSA) openssl genpkey -genparam -algorithm DSA -pkeyopt "dsa_paramgen_bits:$2" -out "$work/dsa" 2>"$work/err" &&
            openssl genpkey -paramfile "$work/dsa" 2>"$work/err" ;;
          ECC) openssl genpkey -algorithm EC -pkeyopt "ec_paramgen_curve:$2" -pkeyopt ec_param_enc:named_curve 2>"$work/err" ;;
          convert) cat -- "$path" ;;
          *) openssl genpkey -algorithm "$1" 2>"$work/err" ;;
        esac
      }
      form=; [ -z "$3" ] || form=-traditional
      pass=; in=pass:
      if [ -n "$PLAY_PASS" ]; then
        pass='-aes256 -passout env:PLAY_PASS'
        [ "$1" != convert ] || in=env:PLAY_PASS
      fi
      make "$1" "$2" | openssl pkey $form $pass -passin "$in" -out "$made" 2>"$work/err2" && [ -s "$made" ] || {
        cat "$work/err" "$work/err2" >&2 2>/dev/null
        exit 1
      }
      """;

  /** After it: the public part, and the key itself where it is asked for. */
  public static final String TELL =
      """
      openssl pkey -in "$made" -passin env:PLAY_PASS -pubout -outform DER | tell public
      [ -z "$4" ] || tell content < "$made"
      """;

  private KeyRecipe() {}
}
