# Container images from the static file alone, with tar, gzip and sha256sum; sourced by build/package, never run.
# An image for RouterOS has the form that every version imports: a docker-archive with one layer and no compression,
# whose members have no leading ./ and lie where `docker save` once put them.

image_home=usr/share/doc/wanctl

# archive FILE FOLDER MEMBER...: a plain tar that says nothing of this machine. Members are named, so that no name
# begins with ./, which RouterOS does not find.
archive() {
    file=$1 folder=$2
    shift 2
    tar --format=ustar --numeric-owner --owner=0 --group=0 --sort=name --mtime="@$SOURCE_DATE_EPOCH" \
        -C "$folder" -cf "$file" "$@"
}

sha_of() { sha256sum "$1" | cut -d ' ' -f 1; }
bytes_of() { wc -c <"$1" | tr -d ' '; }

# The files of the image. Nothing but the program is needed; the users' names make listings readable, and state and
# locks are written to /run/wanctl, over which a tmpfs is mounted.
image_root() {
    mkdir -p "$1/etc/wanctl" "$1/run/wanctl" "$1/tmp" "$1/usr/bin" "$1/$image_home"
    echo 'root:x:0:0:root:/:/usr/bin/wanctl' >"$1/etc/passwd"
    echo 'root:x:0:' >"$1/etc/group"
    cp "$binary" "$1/usr/bin/wanctl"
    fill copyright | cat - LICENSE >"$1/$image_home/copyright"
    find "$1" -type d -exec chmod 0755 {} +
    find "$1" -type f -exec chmod 0644 {} +
    chmod 0755 "$1/usr/bin/wanctl"
    chmod 1777 "$1/run/wanctl" "$1/tmp"
}

# The configuration of an image, of the layer with the given sum. RouterOS and the engines read the same fields. A
# health check is left to the engine: RouterOS before 7.24 writes to its flash at each.
image_config() {
    label=org.opencontainers.image
    created=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)
    printf '{"architecture":"%s","os":"linux","created":"%s",' "$arch" "$created"
    printf '"config":{"User":"0:0","WorkingDir":"/","Entrypoint":["/usr/bin/wanctl"],"Cmd":["run","/etc/wanctl"],'
    printf '"StopSignal":"SIGTERM","ExposedPorts":{"9101/tcp":{}},"Labels":{'
    printf '"%s.title":"wanctl","%s.version":"%s","%s.licenses":"MIT",' "$label" "$label" "$version" "$label"
    printf '"%s.description":"Keeps an internet line fast to answer: CAKE limits by round-trip time"}},' "$label"
    printf '"rootfs":{"type":"layers","diff_ids":["sha256:%s"]},' "$1"
    printf '"history":[{"created":"%s","created_by":"build/package"}]}' "$created"
}

# docker_archive: the image of $arch for RouterOS, and for `docker load` and `podman load`.
docker_archive() {
    stage=$work/image-$arch
    image_root "$stage/root"
    mkdir -p "$stage/outer"
    archive "$stage/layer.tar" "$stage/root" etc run tmp usr
    diff=$(sha_of "$stage/layer.tar")
    image_config "$diff" >"$stage/config.json"
    id=$(sha_of "$stage/config.json")
    mkdir "$stage/outer/$diff"
    ln "$stage/layer.tar" "$stage/outer/$diff/layer.tar"
    cp "$stage/config.json" "$stage/outer/$id.json"
    printf '[{"Config":"%s.json","RepoTags":["wanctl:%s"],"Layers":["%s/layer.tar"]}]' "$id" "$version" "$diff" \
        >"$stage/outer/manifest.json"
    printf '{"wanctl":{"%s":"%s"}}' "$version" "$diff" >"$stage/outer/repositories"
    chmod -R u=rwX,go=rX "$stage/outer"
    file=$shelf/wanctl-container-$arch.tar
    archive "$file" "$stage/outer" "$id.json" "$diff/layer.tar" manifest.json repositories
    say "  artifacts/packages/$(basename "$file"): $(bytes_of "$file") bytes."
}

# keep FILE: gives a file the name of its sum among the blobs of the OCI layout, and prints the sum.
keep() {
    sum=$(sha_of "$1")
    mv "$1" "$oci/blobs/sha256/$sum"
    printf '%s' "$sum"
}

# descriptor MEDIATYPE SUM: what a manifest says of a blob, without the closing brace.
descriptor() {
    printf '{"mediaType":"application/vnd.oci.image.%s","digest":"sha256:%s","size":%s' \
        "$1" "$2" "$(bytes_of "$oci/blobs/sha256/$2")"
}

# oci_manifest: the manifest of $arch and its blobs; leaves the entry for the index in $entries.
oci_manifest() {
    stage=$work/image-$arch
    gzip -n9 <"$stage/layer.tar" >"$stage/layer.tar.gz"
    layer=$(keep "$stage/layer.tar.gz")
    config=$(keep "$stage/config.json")
    {
        printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":'
        descriptor config.v1+json "$config"
        printf '},"layers":['
        descriptor layer.v1.tar+gzip "$layer"
        printf '}]}'
    } >"$stage/manifest"
    manifest=$(keep "$stage/manifest")
    entries="$entries${entries:+,}$(descriptor manifest.v1+json "$manifest"),"
    entries="$entries\"platform\":{\"architecture\":\"$arch\",\"os\":\"linux\"}}"
}

# oci_layout ARCH...: one archive with the images of all architectures, for registries, Podman and Docker.
oci_layout() {
    oci=$work/oci entries=''
    mkdir -p "$oci/blobs/sha256"
    for arch in "$@"; do
        oci_manifest
    done
    printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[%s]}' "$entries" \
        >"$work/index"
    index=$(keep "$work/index")
    {
        printf '{"schemaVersion":2,"manifests":['
        descriptor index.v1+json "$index"
        # A bare version would become the image's name in Podman.
        printf ',"annotations":{"org.opencontainers.image.ref.name":"localhost/wanctl:%s"}}]}' "$version"
    } >"$oci/index.json"
    printf '{"imageLayoutVersion":"1.0.0"}' >"$oci/oci-layout"
    chmod -R u=rwX,go=rX "$oci"
    file=$shelf/wanctl-container-oci.tar
    archive "$file" "$oci" blobs index.json oci-layout
    say "  artifacts/packages/$(basename "$file"), $*: $(bytes_of "$file") bytes."
}
