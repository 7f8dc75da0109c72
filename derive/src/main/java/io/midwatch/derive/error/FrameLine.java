package io.midwatch.derive.error;

import org.jspecify.annotations.Nullable;

/**
 * Reads one line of a stack trace, in the form its language prints. A line that is no frame is
 * null; a frame that stands for no code (a proxy, a hidden lambda) is {@link #NO_CODE}.
 *
 * <pre>
 * at com.shop.Cart.total(Cart.java:17)                    JVM, PHP of OpenTelemetry
 * at Shop.Cart.Total(Int32 id) in /src/Cart.cs:line 17    .NET
 * at Cart.total (/srv/cart.js:17:3)                       Node and Chrome
 * total@https://shop.example/cart.js:17:3                 Firefox and Safari
 *   File "/srv/cart.py", line 17, in total                Python
 * main.(*Cart).Total(0xc000)                              Go, file in the line below
 * from /srv/cart.rb:17:in `total'                         Ruby
 * #0 /srv/Cart.php(17): Shop\Cart->total()                PHP
 * </pre>
 */
final class FrameLine {
  /** A frame to leave out. */
  static final Frame NO_CODE = new Frame("", false);

  private FrameLine() {}

  /** The frame of a stripped line; {@code next} is the stripped line below it, for Go. */
  static @Nullable Frame parse(String line, String next) {
    if (line.isEmpty()) {
      return null;
    }
    return switch (line.charAt(0)) {
      case 'a' -> line.startsWith("at ") ? at(line.substring(3)) : other(line, next);
      case 'F' -> line.startsWith("File \"") ? python(line) : other(line, next);
      case '#' -> php(line);
      case 'f' -> line.startsWith("from ") ? ruby(line.substring(5)) : other(line, next);
      default -> other(line, next);
    };
  }

  private static @Nullable Frame at(String call) {
    int open = call.indexOf('(');
    if (open > 0 && call.charAt(open - 1) != ' ') {
      return jvmOrDotNet(call, open);
    }
    if (open > 0) {
      int close = call.lastIndexOf(')');
      String place = call.substring(open + 1, close > open ? close : call.length());
      return script(call.substring(0, open - 1), withoutLine(place));
    }
    return call.indexOf(':') < 0 && call.indexOf('/') < 0
        ? null // prose that begins with "at"
        : script("", withoutLine(call.startsWith("async ") ? call.substring(6) : call));
  }

  private static @Nullable Frame jvmOrDotNet(String call, int open) {
    String sent = call.substring(0, open);
    if (sent.indexOf(' ') >= 0) {
      return null;
    }
    String name = FunctionName.ofClass(sent);
    return name == null ? NO_CODE : new Frame(name, OwnCode.isOwnName(name));
  }

  private static Frame script(String function, String path) {
    String name = FunctionName.ofScript(function);
    boolean own = OwnCode.isOwnPath(path) && !path.equals("<anonymous>") && !path.equals("native");
    String file = FunctionName.file(path);
    return new Frame(name.isEmpty() || name.equals("<anonymous>") ? file : file + " " + name, own);
  }

  /** {@code /srv/cart.js:17:3} → {@code /srv/cart.js}. */
  private static String withoutLine(String place) {
    int end = place.length();
    while (end > 0 && (isDigit(place.charAt(end - 1)) || place.charAt(end - 1) == ':')) {
      end--;
    }
    return end == 0 ? place : place.substring(0, end);
  }

  private static @Nullable Frame python(String line) {
    int close = line.indexOf('"', 6);
    int in = line.indexOf(", in ", close + 1);
    if (close < 0) {
      return null;
    }
    return script(in < 0 ? "" : line.substring(in + 5), line.substring(6, close));
  }

  private static @Nullable Frame php(String line) {
    int blank = line.indexOf(' ');
    int colon = line.indexOf("): ");
    if (blank < 2 || !isDigit(line.charAt(1))) {
      return null;
    }
    if (line.startsWith("{main}", blank + 1)) {
      return NO_CODE;
    }
    if (colon < 0) {
      return NO_CODE; // "[internal function]: …"
    }
    String path = line.substring(blank + 1, Math.max(blank + 1, line.lastIndexOf('(', colon)));
    String call = line.substring(colon + 3);
    int open = call.indexOf('(', call.startsWith("{closure") ? call.indexOf('}') + 1 : 0);
    String name = FunctionName.ofScript(open < 0 ? call : call.substring(0, open));
    return new Frame(name.isEmpty() ? FunctionName.file(path) : name, OwnCode.isOwnPath(path));
  }

  private static @Nullable Frame other(String line, String next) {
    if (line.indexOf(":in ") > 0) {
      return ruby(line);
    }
    int at = line.indexOf('@');
    if (at >= 0 && line.indexOf("://", at) > 0 && line.indexOf(' ') < 0) {
      return script(line.substring(0, at), withoutLine(line.substring(at + 1)));
    }
    return isGoPlace(next) ? go(line, next) : null;
  }

  private static @Nullable Frame ruby(String line) {
    int in = line.indexOf(":in ");
    int name = in + 5;
    if (in <= 0 || name > line.length() || !isDigit(line.charAt(in - 1))) {
      return null;
    }
    int close = line.indexOf('\'', name);
    return script(
        line.substring(name, close < 0 ? line.length() : close),
        withoutLine(line.substring(0, in)));
  }

  /** The line below a function of Go: {@code /srv/cart.go:17 +0x1d}. */
  static boolean isGoPlace(String line) {
    int go = line.indexOf(".go:");
    return go > 0 && go + 4 < line.length() && isDigit(line.charAt(go + 4));
  }

  private static Frame go(String line, String next) {
    String call = line.startsWith("created by ") ? line.substring(11) : line;
    int in = call.indexOf(" in goroutine");
    call = in < 0 ? call : call.substring(0, in);
    int arguments = call.endsWith(")") ? call.lastIndexOf('(') : -1;
    String name = FunctionName.ofGo(arguments <= 0 ? call : call.substring(0, arguments));
    boolean own =
        !line.startsWith("created by ") && OwnCode.isOwnGo(name) && OwnCode.isOwnPath(next);
    return new Frame(name, own);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
