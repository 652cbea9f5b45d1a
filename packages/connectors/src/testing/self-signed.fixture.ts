/** A self-signed certificate for 127.0.0.1, made for these tests alone; nobody trusts it, which is the point. */
export const selfSigned = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgkLCVq6FOzjbLjFqY
+T01gePmRt7QMxLlSWLm4jPTzu+hRANCAAS2b6nDToEmsCP9Oi+tkHT8bKMNjyoh
ORMwxvnzojrXeL0Uj7QnQncvGHDYKKDVyzTmoXQrQKgSfd4vuydxnQ+V
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBmjCCAUGgAwIBAgIUF0Hl1lRIybQ2LfMuZ9DDbfdGipgwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTEyMjAzOVoYDzIxMjYxMDI4
MTIyMDM5WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAS2b6nDToEmsCP9Oi+tkHT8bKMNjyohORMwxvnzojrXeL0Uj7QnQncv
GHDYKKDVyzTmoXQrQKgSfd4vuydxnQ+Vo28wbTAdBgNVHQ4EFgQUUxCAk8W+1ihy
edSi3QvpfoshQDowHwYDVR0jBBgwFoAUUxCAk8W+1ihyedSi3QvpfoshQDowDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARhwR/AAABgglsb2NhbGhvc3QwCgYIKoZI
zj0EAwIDRwAwRAIgHrgXd++xtAZ8aKS574545wDzIRHC1UPYrMot7mLreFgCIA/L
e9T9COiA05X+o9b6cbY3oU+Gi+v52EHyE7mq3x9h
-----END CERTIFICATE-----`,
};
