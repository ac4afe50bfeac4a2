package dev.venom.runtime.core.internal.connection;

import java.net.URI;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;

/**
 * Whether a server's certificate is for the host that was asked. The JDK checks that for every name that it takes for
 * one; a name with an underscore it refuses, whatever the certificate says, so that such names are compared here.
 */
final class CertifiedName {
    private static final int DNS_NAME = 2;

    private final String host;
    private final boolean isKnownToJdk;

    /** The name that a certificate must have; an IPv6 address in brackets. */
    CertifiedName(String host) {
        this.host = host;
        this.isKnownToJdk = URI.create("https://" + host).getHost() != null;
    }

    /** Has the JDK compare the name during the handshake, where it can. */
    void demand(SSLEngine engine) {
        if (isKnownToJdk) {
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
        }
    }

    /** Compares the name after the handshake, where the JDK could not. */
    void require(SSLEngine engine) throws SSLException {
        if (!isKnownToJdk) {
            require(engine.getSession().getPeerCertificates());
        }
    }

    private void require(Certificate[] chain) throws SSLHandshakeException {
        try {
            if (chain.length > 0 && chain[0] instanceof X509Certificate certificate && names(certificate, host)) {
                return;
            }
            throw new CertificateException("No subject alternative name of the certificate is " + host);
        } catch (CertificateException otherName) {
            SSLHandshakeException failure = new SSLHandshakeException(String.valueOf(otherName.getMessage()));
            failure.initCause(otherName);
            throw failure;
        }
    }

    private static boolean names(X509Certificate certificate, String host) throws CertificateException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names != null
                && names.stream()
                        .filter(name -> Integer.valueOf(DNS_NAME).equals(name.get(0)))
                        .anyMatch(name -> matches(String.valueOf(name.get(1)), host));
    }

    /** A star stands for the whole first label, of a name with two more. */
    static boolean matches(String certified, String host) {
        String pattern = certified.toLowerCase(Locale.ROOT);
        String name = host.toLowerCase(Locale.ROOT);
        if (!pattern.startsWith("*.")) {
            return pattern.equals(name);
        }
        String suffix = pattern.substring(1);
        return suffix.indexOf('.', 1) > 0
                && name.endsWith(suffix)
                && name.length() > suffix.length()
                && name.indexOf('.') == name.length() - suffix.length();
    }
}
