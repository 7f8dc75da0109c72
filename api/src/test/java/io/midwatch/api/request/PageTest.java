package io.midwatch.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final List<String> LIST = List.of("a", "b", "c", "d", "e");

  @Test
  void pagesHaveEveryRowOnce() {
    Page<String> first = page(LIST, null);
    Page<String> second = page(LIST, first.next());
    Page<String> third = page(LIST, second.next());

    assertThat(first.rows()).containsExactly("a", "b");
    assertThat(second.rows()).containsExactly("c", "d");
    assertThat(third.rows()).containsExactly("e");
    assertThat(third.next()).isNull();
    assertThat(List.of(first.total(), second.total(), third.total())).containsOnly(5);
  }

  @Test
  void aFullLastPageHasNoNext() {
    assertThat(page(List.of("a", "b"), null).next()).isNull();
    assertThat(page(List.of(), null).rows()).isEmpty();
  }

  @Test
  void goesOnBehindTheRowWhereverItStandsByNow() {
    String next = page(LIST, null).next();

    assertThat(page(List.of("new", "a", "b", "c", "d"), next).rows()).containsExactly("c", "d");
    assertThat(page(List.of("b", "a", "c"), next).rows()).containsExactly("a", "c");
  }

  @Test
  void goesOnWhereTheRowStoodWhenItIsGone() {
    String next = page(LIST, null).next();

    assertThat(page(List.of("a", "c", "d", "e"), next).rows()).containsExactly("c", "d");
    assertThat(page(List.of(), next).rows()).isEmpty();
  }

  @Test
  void theCursorOfALongNameIsShort() {
    String next = page(List.of("a", "b".repeat(100_000), "c"), null).next();

    assertThat(next).hasSizeLessThan(100);
  }

  @Test
  void refusesWhatIsNoCursor() {
    for (String text : List.of("x", "", "-1", "9999999999-" + "0".repeat(36), "1-b")) {
      assertThatIllegalArgumentException().as(text).isThrownBy(() -> page(LIST, text));
    }
  }

  private static Page<String> page(List<String> list, @Nullable String cursor) {
    return Page.of(list, Function.identity(), cursor, 2);
  }
}
