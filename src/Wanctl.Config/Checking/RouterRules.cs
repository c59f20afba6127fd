namespace Wanctl.Config.Checking;

/// <summary>What belongs together in <c>router</c> and <c>queues</c>.</summary>
internal static class RouterRules
{
    private const string Transport = "router.transport";
    private const string Port = "router.port";
    private const string Password = "router.password";
    private const string Pin = "router.certificate_pin";
    private const string Authority = "router.certificate_authority";
    private const string Download = "queues.download";
    private const string Upload = "queues.upload";
    private const string Target = "queues.target";

    public static void Apply(ValueTable values)
    {
        if (TransportRules.IsLinuxCake(values)) return;

        if (values.Text(Transport) is { } transport)
        {
            bool tls = transport == "api-ssl";
            if (values.Misses(Port)) values.Put(Port, tls ? 8729 : 8728, $"default (with {transport})");
            if (tls) NeedOneCertificate(values);
            else RefuseCertificates(values);
        }

        if (values.Text(Port) is "443" or "80")
            values.Warn(Port, "a web port, not the API's; remove the key, or write 8728 (api) or 8729 (api-ssl)");
        if (values.Text(Password) is "")
            values.Warn(Password, "the password is empty");
        NameQueues(values);
    }

    private static void NeedOneCertificate(ValueTable values)
    {
        if (values.Misses(Pin) && values.Misses(Authority))
            values.Refuse(Pin, "nothing", "certificate_pin or certificate_authority, for api-ssl");
        else if (values.Has(Pin) && values.Has(Authority))
            values.Refuse(Authority, "an authority beside a pin", "one of the two");
    }

    private static void RefuseCertificates(ValueTable values)
    {
        foreach (string path in (ReadOnlySpan<string>)[Pin, Authority])
        {
            // Whoever names a certificate believes to be protected by it.
            if (values.Has(path))
                values.Refuse(path, "a certificate with transport api", "transport: api-ssl, or no certificate");
        }
    }

    private static void NameQueues(ValueTable values)
    {
        string? kind = values.Text("router.queue_kind"), download = values.Text(Download), upload = values.Text(Upload);
        if (kind == "simple")
        {
            if (values.Misses(Upload) && values.Node(Download) is { } name)
                values.Put(Upload, name, "default (as queues.download)");
            else if (upload is not null && download is not null && upload != download)
                values.Refuse(Upload, upload, $"{download}, or nothing: a simple queue holds both directions");
        }
        else if (kind == "tree")
        {
            if (values.Has(Target))
                values.Refuse(Target, "a target with queue_kind: tree", "queue_kind: simple, or no such key");
            if (values.Misses(Upload))
                values.Refuse(Upload, "nothing", "the name of the upload's queue (required)");
            else if (upload is not null && upload == download)
                values.Refuse(Upload, $"{upload} for both directions", "two queues, or queue_kind: simple");
        }
    }
}
