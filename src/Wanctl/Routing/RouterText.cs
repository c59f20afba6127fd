using Wanctl.Setup;

namespace Wanctl.Routing;

/// <summary>Text as the command line of RouterOS takes it.</summary>
internal static class RouterText
{
    /// <summary>
    /// A value as it is where it has letters, digits and <c>_ . : / - @ !</c> only, else between quotes.
    /// </summary>
    public static string Value(string value)
    {
        foreach (char letter in value)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && !"_.:/-@!".Contains(letter))
                return RouterCommands.Quoted(value);
        }
        return value.Length == 0 ? RouterCommands.Quoted(value) : value;
    }
}
