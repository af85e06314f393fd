package dev.landfall.testing;

import dev.landfall.setting.Secret;

/** A user that a test has created. */
public record TestLogin(String user, Secret password) {}
