package io.midwatch.derive.error;

/**
 * One line of a stack trace, without line numbers and what else changes from build to build.
 *
 * <pre>
 * at com.shop.Cart$$Lambda/0x7f.get(Unknown Source)      (left out)
 * at com.shop.Cart.lambda$total$3(Cart.java:17)          com.shop.Cart.total    own
 * at java.base/java.util.HashMap.get(HashMap.java:17)    java.util.HashMap.get  not own
 * </pre>
 *
 * @param own whether it is code of the monitored system, not of a platform, framework or library
 */
record Frame(String function, boolean own) {}
