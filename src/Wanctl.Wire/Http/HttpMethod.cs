namespace Wanctl.Wire.Http;

/// <summary>What a client wants to do with a resource.</summary>
public enum HttpMethod : byte
{
    /// <summary>Anything that might change something; it is refused.</summary>
    Other,

    /// <summary>GET: read it.</summary>
    Get,

    /// <summary>HEAD: read what GET would say about it.</summary>
    Head,
}
