package io.midwatch.derive.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackTraceParserTest {

  @Test
  void followsJavaToTheRootCause() {
    StackTrace trace =
        parse(
            """
            jakarta.servlet.ServletException: Request processing failed
            \tat org.springframework.web.servlet.FrameworkServlet.processRequest(FrameworkServlet.java:1022)
            \tat com.shop.Checkout$$SpringCGLIB$$0.pay(<generated>)
            \tSuppressed: java.io.IOException: closing
            \t\tat com.shop.Other.close(Other.java:1)
            \tCaused by: java.io.IOException: deeper
            \t\t... 1 more
            Caused by: java.lang.IllegalStateException: cart 4711
            is empty
            \tat java.base/java.util.Optional.orElseThrow(Optional.java:403)
            \tat com.shop.Checkout$$Lambda/0x00007f3e.get(Unknown Source)
            \tat com.shop.Checkout.lambda$total$0(Checkout.java:55)
            \t... 17 more
            """);

    assertThat(trace)
        .isEqualTo(
            new StackTrace(
                "java.lang.IllegalStateException",
                "cart 4711 is empty",
                "com.shop.Checkout.total",
                1));
  }

  @Test
  void aWrappedCauseHasTheFrameOfTheBareOne() {
    String driver = "\tat org.postgresql.Driver.query(Driver.java:1)\n";
    String own = "\tat com.shop.Orders.find(Orders.java:9)\n\tat com.shop.Page.show(Page.java:3)\n";
    StackTrace bare = parse("org.postgresql.PSQLException: deadlock\n" + driver + own);
    StackTrace wrapped =
        parse(
            "org.hibernate.QueryException: could not\n\tat org.hibernate.Loader.load(Loader.java:5)\n"
                + own
                + "Caused by: org.postgresql.PSQLException: deadlock\n"
                + driver
                + "\t... 2 more\n");

    assertThat(wrapped.frame()).isEqualTo("com.shop.Orders.find").isEqualTo(bare.frame());
    assertThat(wrapped.type()).isEqualTo(bare.type());
  }

  @Test
  void readsNode() {
    StackTrace trace =
        parse(
            """
            Error: cannot pay
                at process.processTicksAndRejections (node:internal/process/task_queues:95:5)
                at async pay (/srv/releases/20260301/app/pay.js:17:3) {
              [cause]: TypeError: Cannot read properties of undefined (reading 'id')
                  at Array.map (<anonymous>)
                  at async Object.total (/srv/releases/20260301/app/cart.js:7:12)
                  at /srv/app/node_modules/express/lib/router.js:47:12
            }
            """);

    assertThat(trace)
        .isEqualTo(
            new StackTrace(
                "TypeError",
                "Cannot read properties of undefined (reading 'id')",
                "app/cart.js total",
                1));
  }

  @Test
  void readsBrowsers() {
    assertThat(parse("TypeError: x is null\ntotal@https://s.example/js/main.3f2a1b9c.js:1:42\n"))
        .isEqualTo(new StackTrace("TypeError", "x is null", "js/main.js total", 0));
  }

  @Test
  void readsPython() {
    StackTrace trace =
        parse(
            """
            Traceback (most recent call last):
              File "/srv/app/cart.py", line 17, in total
                return items[7]
                       ~~~~~^^^
              File "/usr/lib/python3.12/collections/__init__.py", line 3, in __getitem__
                raise KeyError(key)
            KeyError: 'id-17'

            The above exception was the direct cause of the following exception:

            Traceback (most recent call last):
              File "/srv/venv/lib/python3.12/site-packages/flask/app.py", line 1, in dispatch
                return f()
              File "/srv/app/web.py", line 9, in pay
                raise PaymentError("no") from e
            app.errors.PaymentError: no
            """);

    assertThat(trace).isEqualTo(new StackTrace("KeyError", "'id-17'", "app/cart.py total", 1));
  }

  @Test
  void whatPythonHandledBeforeIsNoCause() {
    StackTrace trace =
        parse(
            """
            Traceback (most recent call last):
              File "/srv/app/a.py", line 1, in a
            KeyError: 'x'

            During handling of the above exception, another exception occurred:

            Traceback (most recent call last):
              File "/srv/app/b.py", line 1, in b
            ValueError: bad
            """);

    assertThat(trace).isEqualTo(new StackTrace("ValueError", "bad", "app/b.py b", 0));
  }

  @Test
  void readsGo() {
    StackTrace trace =
        parse(
            """
            panic: runtime error: index out of range [7] with length 3

            goroutine 17 [running]:
            runtime.gopanic(0xc000123)
            \t/usr/local/go/src/runtime/panic.go:770 +0x132
            github.com/shop/cart.(*Cart).Total.func1(0xc000, 0x7)
            \t/srv/cart/cart.go:17 +0x1d
            created by net/http.(*Server).Serve in goroutine 1
            \t/usr/local/go/src/net/http/server.go:3285 +0x4b4
            """);

    assertThat(trace)
        .isEqualTo(
            new StackTrace(
                "panic",
                "runtime error: index out of range [7] with length 3",
                "github.com/shop/cart.(*Cart).Total",
                0));
  }

  @Test
  void readsDotNet() {
    StackTrace trace =
        parse(
            """
            System.AggregateException: One or more errors occurred.
             ---> System.InvalidOperationException: cart 17 is empty
               at System.Linq.ThrowHelper.ThrowNoElements()
               at Shop.Cart.<>c__DisplayClass3_0.<Total>b__0(Item`1 item) in /src/Cart.cs:line 17
               at Shop.Page.<Show>d__3.MoveNext() in /src/Page.cs:line 3
               --- End of inner exception stack trace ---
               at System.Threading.Tasks.Task.Wait()
               at Shop.Program.Main(String[] args)
            """);

    assertThat(trace)
        .isEqualTo(
            new StackTrace(
                "System.InvalidOperationException", "cart 17 is empty", "Shop.Cart.Total", 1));
  }

  @Test
  void readsRuby() {
    StackTrace trace =
        parse(
            """
            /srv/gems/rack-3.0/lib/rack.rb:3:in `call': cart 17 is empty (Shop::Missing)
            \tfrom /srv/app/models/cart.rb:17:in `block (2 levels) in total'
            \tfrom /srv/app/page.rb:9:in 'Page#show'
            """);

    assertThat(trace)
        .isEqualTo(new StackTrace("Shop::Missing", "cart 17 is empty", "models/cart.rb total", 0));
  }

  @Test
  void readsPhp() {
    StackTrace trace =
        parse(
            """
            PHP Fatal error:  Uncaught Shop\\Missing: cart 17 is empty in /srv/src/Cart.php:17
            Stack trace:
            #0 /srv/vendor/laravel/Router.php(20): Illuminate\\Router->run()
            #1 /srv/src/Page.php(9): Shop\\Cart->total(17, 'a')
            #2 [internal function]: Shop\\Page->show()
            #3 {main}
            """);

    assertThat(trace)
        .isEqualTo(new StackTrace("Shop\\Missing", "cart 17 is empty", "Shop\\Cart->total", 0));
  }

  @Test
  void skipsTheLineOfALogger() {
    StackTrace trace =
        parse(
            """
            2026-03-01 10:00:00 ERROR Checkout - payment of cart 4711 failed
            java.lang.IllegalStateException: no card
            \tat com.shop.Checkout.pay(Checkout.java:40)
            """);

    assertThat(trace)
        .isEqualTo(
            new StackTrace(
                "java.lang.IllegalStateException", "no card", "com.shop.Checkout.pay", 0));
  }

  @Test
  void withoutOwnCodeTheInnermostCallCounts() {
    assertThat(
            parse("java.lang.Error: x\n\tat java.lang.A.b(A.java:1)\n\tat java.lang.C.d(C.java:2)")
                .frame())
        .isEqualTo("java.lang.A.b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          app//com.shop.Cart.total                      | com.shop.Cart.total
          java.base@25/java.util.HashMap.get            | java.util.HashMap.get
          com.shop.Cart.lambda$total$3                  | com.shop.Cart.total
          com.shop.Cart.lambda$total$f3a1$1             | com.shop.Cart.total.f3a1
          com.shop.Cart$1.run                           | com.shop.Cart.run
          com.shop.Cart$Item.price                      | com.shop.Cart.Item.price
          com.shop.Cart.<init>                          | com.shop.Cart.<init>
          com.shop.Cart$$Lambda$14/0x7f.get             |
          com.shop.Cart$$Lambda/0x7f.get                |
          com.shop.Cart$$EnhancerBySpringCGLIB$$1a.total |
          jdk.proxy2.$Proxy97.total                     |
          jdk.internal.reflect.GeneratedMethodAccessor7.invoke |
          Shop.Cart.<Total>d__3.MoveNext                | Shop.Cart.Total
          Shop.Cart`1.Total                             | Shop.Cart.Total
          """)
  void givesMadeFunctionsTheNameOfTheCode(String sent, @Nullable String name) {
    assertThat(FunctionName.ofClass(sent)).isEqualTo(name);
  }

  private static StackTrace parse(String text) {
    return StackTraceParser.parse(text);
  }
}
