package io.midwatch.derive.error;

import org.jspecify.annotations.Nullable;

/**
 * Gives the functions that compilers and containers make the name of the code they stand for; null
 * where they stand for none.
 *
 * <pre>
 * java.base/java.util.HashMap.get                → java.util.HashMap.get
 * com.shop.Cart.lambda$total$3                   → com.shop.Cart.total
 * com.shop.Cart$1.run                            → com.shop.Cart.run
 * com.shop.Cart$pay$2.invokeSuspend              → com.shop.Cart.pay.invokeSuspend
 * com.shop.Cart$$Lambda/0x00007f3e.get           → (none)
 * com.shop.Cart$$SpringCGLIB$$0.total            → (none)
 * jdk.proxy2.$Proxy97.total                      → (none)
 * Shop.Cart.&lt;Total&gt;d__3.MoveNext                → Shop.Cart.Total
 * Shop.Cart.&lt;&gt;c__DisplayClass3_0.&lt;Total&gt;b__0  → Shop.Cart.Total
 * main.(*Cart).Total.func1.2                     → main.(*Cart).Total
 * block (2 levels) in total                      → total
 * {closure:Shop\Cart::total():17}                → Shop\Cart::total
 * async Object.total                             → total
 * </pre>
 */
final class FunctionName {
  private FunctionName() {}

  /** Of a function on the JVM or in .NET, qualified by dots. */
  static @Nullable String ofClass(String sent) {
    String name = withoutModule(sent);
    if (isGenerated(name)) {
      return null;
    }
    name = name.indexOf('<') >= 0 || name.indexOf('`') >= 0 ? withoutDotNetNames(name) : name;
    return name.indexOf('$') < 0 ? name : withoutDollars(name);
  }

  /** {@code app//}, {@code java.base@25/}: loader and module end with the last slash. */
  private static String withoutModule(String name) {
    int slash = name.lastIndexOf('/');
    int hidden = name.indexOf("Lambda");
    return slash < 0 || hidden >= 0 && hidden < slash ? name : name.substring(slash + 1);
  }

  private static boolean isGenerated(String name) {
    return name.contains("$$")
        || name.contains("$Proxy")
        || name.contains("_$$_")
        || name.contains("_ClientProxy")
        || name.contains("_Subclass")
        || name.contains("_WeldClientProxy")
        || name.contains("HibernateProxy$")
        || name.contains("ByteBuddy$")
        || name.contains("GeneratedMethodAccessor")
        || name.contains("GeneratedConstructorAccessor")
        || name.contains("LambdaForm$")
        || name.startsWith("lambda_method");
  }

  /** Nested classes and lambdas: parts that are only numbers, or made up, go. */
  private static String withoutDollars(String name) {
    StringBuilder out = new StringBuilder(name.length());
    int start = 0;
    while (start <= name.length()) {
      int end = endOfPart(name, start);
      String part = name.substring(start, end);
      if (!isMadeUp(part)) {
        out.append(out.isEmpty() ? "" : ".").append(part);
      }
      start = end + 1;
    }
    return out.toString();
  }

  private static int endOfPart(String name, int start) {
    int end = start;
    while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != '$') {
      end++;
    }
    return end;
  }

  private static boolean isMadeUp(String part) {
    return part.isEmpty()
        || part.equals("lambda")
        || part.equals("anonfun")
        || part.equals("null")
        || part.equals("access")
        || part.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Closures, state machines and generic arity of the C# compiler. */
  private static String withoutDotNetNames(String name) {
    if (name.equals("<init>") || name.contains(".<init>") || name.contains(".<clinit>")) {
      return name; // Java's constructors
    }
    StringBuilder out = new StringBuilder(name.length());
    for (String part : name.split("[.+]")) {
      String kept = part;
      int open = part.indexOf('<');
      int close = part.indexOf('>', open + 1);
      if (open == 0 && close > 0) {
        kept = part.substring(1, close); // <Total>d__3 and <Total>b__0; empty for <>c
      } else if (part.indexOf('`') > 0) {
        kept = part.substring(0, part.indexOf('`'));
      }
      if (!kept.isEmpty() && !kept.equals("MoveNext")) {
        out.append(out.isEmpty() ? "" : ".").append(kept);
      }
    }
    return out.toString();
  }

  /** Of a function of Go: closures carry the name of the function they are in. */
  static String ofGo(String sent) {
    String name = sent;
    if (name.indexOf('[') > 0) {
      name = name.replace("[...]", "");
    }
    int dot = name.lastIndexOf('.');
    while (dot > 0 && isClosure(name.substring(dot + 1))) {
      name = name.substring(0, dot);
      dot = name.lastIndexOf('.');
    }
    return name;
  }

  private static boolean isClosure(String part) {
    String number = part.startsWith("func") ? part.substring(4) : part;
    return !part.isEmpty() && number.chars().allMatch(c -> c >= '0' && c <= '9' || c == '-');
  }

  /** Of a function of JavaScript, Python, Ruby or PHP. */
  static String ofScript(String sent) {
    String name = sent.strip();
    int in = name.lastIndexOf(" in ");
    if (in >= 0) {
      name = name.substring(in + 4); // Ruby's "block in total"
    }
    if (name.startsWith("{closure:")) {
      int call = name.indexOf("()");
      name = name.substring(9, call < 0 ? name.length() : call);
    }
    for (String word : new String[] {"async ", "new ", "Object.", "Module.", "exports."}) {
      if (name.startsWith(word)) {
        name = name.substring(word.length());
      }
    }
    int alias = name.indexOf(" [as ");
    return alias < 0 ? name : name.substring(0, alias);
  }

  /**
   * The last two parts of a path, without what a bundler or a release puts into them: {@code
   * /srv/releases/20260301/app/main.3f2a1b9c.js} → {@code app/main.js}.
   */
  static String file(String path) {
    String unified = path.indexOf('\\') < 0 ? path : path.replace('\\', '/');
    int query = unified.indexOf('?');
    unified = query > 0 ? unified.substring(0, query) : unified;
    int last = unified.lastIndexOf('/');
    int before = last <= 0 ? -1 : unified.lastIndexOf('/', last - 1);
    String[] parts = unified.substring(before + 1).split("/");
    StringBuilder out = new StringBuilder();
    for (String part : parts) {
      if (!part.isEmpty()) {
        out.append(out.isEmpty() ? "" : "/").append(withoutHash(part));
      }
    }
    return out.toString();
  }

  /** Parts between dots and hyphens that are 6 or more characters with a digit are a hash. */
  private static String withoutHash(String part) {
    StringBuilder out = new StringBuilder(part.length());
    int start = 0;
    while (start <= part.length()) {
      int end = start;
      boolean digit = false;
      while (end < part.length() && part.charAt(end) != '.' && part.charAt(end) != '-') {
        char c = part.charAt(end++);
        digit |= c >= '0' && c <= '9';
      }
      if (!(digit && end - start >= 6)) {
        out.append(part, Math.max(0, start - (out.isEmpty() ? 0 : 1)), end);
      }
      start = end + 1;
    }
    return out.isEmpty() ? "*" : out.toString();
  }
}
