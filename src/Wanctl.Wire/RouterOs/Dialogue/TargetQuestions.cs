namespace Wanctl.Wire.RouterOs.Dialogue;

/// <summary>What is asked of each <see cref="TargetMenu"/>, as words of the API.</summary>
public static class TargetQuestions
{
    /// <summary>How many menus there are.</summary>
    public const int Count = 6;

    /// <summary>The menu's path.</summary>
    public static ReadOnlySpan<byte> Path(TargetMenu menu) => menu switch
    {
        TargetMenu.Interfaces => "/interface"u8,
        TargetMenu.Members => "/interface/list/member"u8,
        TargetMenu.Routes => "/ip/route"u8,
        TargetMenu.Routes6 => "/ipv6/route"u8,
        TargetMenu.Addresses => "/ip/address"u8,
        _ => "/ipv6/address"u8,
    };

    /// <summary>The property that is a row's key.</summary>
    public static ReadOnlySpan<byte> Key(TargetMenu menu) => menu switch
    {
        TargetMenu.Interfaces => "name"u8,
        TargetMenu.Members => "list"u8,
        TargetMenu.Routes or TargetMenu.Routes6 => "gateway"u8,
        _ => "address"u8,
    };

    /// <summary>The property that is a row's value.</summary>
    public static ReadOnlySpan<byte> Value(TargetMenu menu) => menu switch
    {
        TargetMenu.Interfaces => "type"u8,
        TargetMenu.Routes or TargetMenu.Routes6 => "immediate-gw"u8,
        _ => "interface"u8,
    };

    /// <summary>Writes the print of one menu; a router may have thousands of other routes and interfaces.</summary>
    /// <param name="writer">Where to; it takes the words but not the end of the sentence.</param>
    /// <param name="menu">The menu.</param>
    public static void WriteRest(ref SentenceWriter writer, TargetMenu menu)
    {
        Span<byte> list = stackalloc byte[64];
        int length = Join(list, Key(menu), Value(menu));
        writer.Attribute(".proplist"u8, list[..length]);
        switch (menu)
        {
            case TargetMenu.Interfaces:
                writer.Query("type"u8, "pppoe-out"u8);
                writer.Query("type"u8, "ppp-out"u8);
                writer.Combine("|"u8);
                writer.Query("type"u8, "lte"u8);
                writer.Combine("|"u8);
                writer.Query("type"u8, "bridge"u8);
                writer.Combine("|"u8);
                break;
            case TargetMenu.Routes:
                writer.Query("dst-address"u8, "0.0.0.0/0"u8);
                break;
            case TargetMenu.Routes6:
                writer.Query("dst-address"u8, "::/0"u8);
                break;
        }
    }

    private static int Join(Span<byte> list, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        key.CopyTo(list);
        list[key.Length] = (byte)',';
        value.CopyTo(list[(key.Length + 1)..]);
        ",disabled"u8.CopyTo(list[(key.Length + 1 + value.Length)..]);
        return key.Length + value.Length + 1 + ",disabled"u8.Length;
    }
}
