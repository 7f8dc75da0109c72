package io.midwatch.ui.access;

/**
 * The login form.
 *
 * @param to where to go afterwards
 * @param failed whether the last token was wrong
 */
record LoginPage(String to, boolean failed) {}
