package io.midwatch.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTemplateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          Order 4711 not found                            | Order * not found
          order 7f3c1b2e-91aa-4c0e-8b7d-0123456789ab gone | order * gone
          User 'ann' is unknown                           | User * is unknown
          User "ann smith" is unknown                     | User * is unknown
          can't charge ann's card                         | can't charge ann's card
          Timeout after 1500ms                            | Timeout after *
          Timeout after 1500 ms                           | Timeout after *
          took -3.5e-7 s                                  | took *
          at 2026-03-01T10:00:00.123Z failed              | at * failed
          on Sun, 01 Mar 2026 10:00:00 GMT                | on *
          connect to 10.0.0.7:5432 refused                | connect to * refused
          connect to [fe80::1]:80 refused                 | connect to * refused
          connect to localhost/127.0.0.1:5432 refused     | connect to * refused
          mail to ann@shop.example bounced                | mail to * bounced
          cannot read /var/lib/shop/cart.json             | cannot read *
          cannot read C:\\data\\cart.json                 | cannot read *
          GET https://shop.example/pay?id=a failed        | GET * failed
          cart{id=abc, owner=ann} is empty                | cart{id=*, owner=*} is empty
          cart id=abc&owner=ann                           | cart id=*&owner=*
          no rows in [1, 2, 3]                            | no rows in *
          no rows in [1]                                  | no rows in *
          com.shop.Cart@1f2a3b is closed                  | * is closed
          Cart$$Lambda$14/0x00007f3e cannot be cast       | * cannot be cast
          address 0xdeadbeef                              | address *
          key deadbeefcafe                                | key *
          Cannot invoke "a.B.c()" because "<local4>" is null | Cannot invoke * because * is null
          """)
  void keepsWhatStaysTheSame(String message, String template) {
    assertThat(MessageTemplate.of(message)).isEqualTo(template);
    assertThat(MessageTemplate.of(template)).as("applied twice").isEqualTo(template);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a \t\r\n b", "a\u0000b", " a\u0007 b\u2028"})
  void blanksAndControlCharactersAreOneBlank(String message) {
    assertThat(MessageTemplate.of(message).strip()).isEqualTo("a b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'", "\"", "a", "1", "=", "/", " ", "\u0000", "'a", "a=", "a@", "é"})
  void isShortWhateverComes(String part) {
    assertThat(MessageTemplate.of(part.repeat(500_000))).hasSizeLessThanOrEqualTo(300);
  }
}
